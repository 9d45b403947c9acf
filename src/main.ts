import './ui/tokens.css';
import './ui/app';
