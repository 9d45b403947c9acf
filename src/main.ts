import './ui/tokens.css';
import './ui/app';
import { offline } from './offline/offline';

// The dev server's files change under a service worker.
if (import.meta.env.PROD) void offline.start();
