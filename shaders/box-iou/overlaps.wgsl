// Shared by both kernels: the four measures, of one box with several others.
const EPSILON = 1e-7;

struct Areas {
  intersection: lanes,
  joint: lanes,
}

fn areas(a: Box, b: Boxes) -> Areas {
  let w = min(lanes(a.corners.z), b.x2) - max(lanes(a.corners.x), b.x1) + params.offset;
  let h = min(lanes(a.corners.w), b.y2) - max(lanes(a.corners.y), b.y1) + params.offset;
  let intersection = max(w, lanes(0.0)) * max(h, lanes(0.0));
  return Areas(intersection, a.area + b.area - intersection);
}

fn hull_width(a: Box, b: Boxes) -> lanes {
  let w = max(lanes(a.corners.z), b.x2) - min(lanes(a.corners.x), b.x1);
  return max(w + params.offset, lanes(0.0));
}

fn hull_height(a: Box, b: Boxes) -> lanes {
  let h = max(lanes(a.corners.w), b.y2) - min(lanes(a.corners.y), b.y1);
  return max(h + params.offset, lanes(0.0));
}

fn intersection_over_union(a: Box, b: Boxes) -> lanes {
  let both = areas(a, b);
  return both.intersection / both.joint;
}

fn generalized(a: Box, b: Boxes) -> lanes {
  let both = areas(a, b);
  let hull = hull_width(a, b) * hull_height(a, b);
  return both.intersection / both.joint - (hull - both.joint) / hull;
}

// The squared distance of the centres in terms of the squared diagonal.
fn apart(a: Box, b: Boxes) -> lanes {
  // Corner from corner, not centre from centre: no sum of large coordinates.
  let dx = (b.x1 - a.corners.x) + (b.x2 - a.corners.z);
  let dy = (b.y1 - a.corners.y) + (b.y2 - a.corners.w);
  let w = hull_width(a, b);
  let h = hull_height(a, b);
  return 0.25 * (dx * dx + dy * dy) / (w * w + h * h + EPSILON);
}

fn distance_iou(a: Box, b: Boxes) -> lanes {
  return intersection_over_union(a, b) - apart(a, b);
}

fn complete(a: Box, b: Boxes) -> lanes {
  let iou = intersection_over_union(a, b);
  let turn = 0.636619772 * (a.angle - b.angle);
  let v = turn * turn;
  return iou - apart(a, b) - v * v / (1.0 - iou + v + EPSILON);
}
