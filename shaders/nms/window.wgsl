// Blocks: what a window of boxes keeps, by one workgroup. A block of its boxes
// looks at what the blocks before it kept; then each invocation marks in a bit
// mask whom its box would remove, and all follow the rows of it in order.
const ROWS = 128u;
const WORDS = ROWS / 32u;
const WINDOW = 1024u;

struct Params {
  count: u32,
  // How many windows a class goes back to where it starts.
  stage: u32,
  threshold: f32,
  threshold_high: f32,
  threshold_low: f32,
  half_ulp: f32,
  tie_above: u32,
  pixel: f32,
  zero: u32,
}

@group(0) @binding(0) var<storage, read> corners: array<vec4f>;
@group(0) @binding(1) var<storage, read> sides: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> removed: array<u32>;
// Of each window's last class, which may go on in the next: what it kept.
@group(0) @binding(3) var<storage, read_write> kept_corners: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> kept_areas: array<f32>;
@group(0) @binding(5) var<storage, read_write> kept_counts: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

var<workgroup> block_corners: array<vec4f, ROWS>;
var<workgroup> block_sides: array<vec2u, ROWS>;
var<workgroup> mask: array<u32, ROWS * WORDS>;
var<workgroup> gone: array<atomic<u32>, WORDS>;

// Stage 0 takes every window's new classes. Later stages take the class that a
// window goes on with, if it came this far: one window in `stage` at most.
fn window_of(group: u32) -> u32 {
  var window = group;
  if (params.stage > 0u) {
    let windows = (params.count + WINDOW - 1u) / WINDOW;
    let nearest = params.stage * (group + 1u);
    window = windows;
    for (var w = nearest; w < min(nearest + params.stage, windows); w++) {
      if (sides[w * WINDOW].y / WINDOW + params.stage == w) {
        window = w;
      }
    }
  }
  return window;
}

// The first place in first … last of another class than first's.
fn class_end(first: u32, last: u32) -> u32 {
  let class_start = sides[first].y;
  var low = first;
  var high = last;
  while (low < high) {
    let middle = (low + high) / 2u;
    if (sides[middle].y == class_start) {
      low = middle + 1u;
    } else {
      high = middle;
    }
  }
  return low;
}

@compute @workgroup_size(ROWS)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let window = window_of(group_id.x);
  let first = window * WINDOW;
  if (first >= params.count) {
    return;
  }
  let last = min(first + WINDOW, params.count);
  var begin = first;
  var end = last;
  if (params.stage > 0u) {
    end = class_end(first, last);
  } else if (sides[first].y < first) {
    begin = class_end(first, last);
  }

  // How many are kept of the class that started at class_start.
  var kept = 0u;
  var class_start = 0xffffffffu;
  for (var at = begin; at < end; at += ROWS) {
    let rows = min(ROWS, end - at);
    let index = at + min(lane, rows - 1u);
    let own_corners = corners[index];
    let own_side = sides[index];
    let own = Box(own_corners, bitcast<f32>(own_side.x));
    block_corners[lane] = own_corners;
    block_sides[lane] = own_side;
    if (lane < WORDS) {
      atomicStore(&gone[lane], 0u);
    }
    workgroupBarrier();
    let state = removed[index];
    var out = lane >= rows || state != 0u;
    let others = select(0u, kept, !out && own_side.y == class_start);
    var k = first;
    while (k < first + others) {
      let pair = pair_of(Box(kept_corners[k], kept_areas[k]), own);
      if (is_over(pair) || is_near(pair)) {
        break;
      }
      k++;
    }
    while (k < first + others) {
      if (overlaps(pair_of(Box(kept_corners[k], kept_areas[k]), own))) {
        out = true;
        break;
      }
      k++;
    }
    if (out) {
      atomicOr(&gone[lane / 32u], 1u << (lane % 32u));
    }
    for (var w = 0u; w < WORDS; w++) {
      mask[lane * WORDS + w] = 0u;
    }
    let below = select(lane + 1u, rows, out);
    var near = false;
    for (var j = below; j < rows && block_sides[j].y == own_side.y; j++) {
      let pair = pair_of(own, block_box(j));
      near |= is_near(pair);
      if (is_over(pair)) {
        mask[lane * WORDS + j / 32u] |= 1u << (j % 32u);
      }
    }
    // Again, with care, where it was near.
    let again = select(rows, below, near);
    for (var j = again; j < rows && block_sides[j].y == own_side.y; j++) {
      let word = lane * WORDS + j / 32u;
      let bit = 1u << (j % 32u);
      let over = overlaps(pair_of(own, block_box(j)));
      mask[word] = (mask[word] & ~bit) | select(0u, bit, over);
    }
    workgroupBarrier();

    var removes: array<u32, WORDS>;
    for (var w = 0u; w < WORDS; w++) {
      removes[w] = atomicLoad(&gone[w]);
    }
    for (var word = 0u; word < WORDS; word++) {
      // The word that rows are looked up in stays in a register.
      var current = removes[word];
      for (var bit = 0u; bit < 32u; bit++) {
        if (((current >> bit) & 1u) == 0u) {
          let row = (32u * word + bit) * WORDS;
          current |= mask[row + word];
          for (var w = 0u; w < WORDS; w++) {
            removes[w] |= mask[row + w];
          }
        }
      }
    }

    let last_start = sides[at + rows - 1u].y;
    if (last_start != class_start) {
      kept = 0u;
      class_start = last_start;
    }
    // Rows of the class that may go on are at the block's end.
    let head = max(last_start, at) - at;
    let before_head = counted(&removes, head);
    let is_gone = ((removes[lane / 32u] >> (lane % 32u)) & 1u) != 0u;
    if (!is_gone && lane >= head) {
      let place = first + kept + counted(&removes, lane) - before_head;
      kept_corners[place] = own_corners;
      kept_areas[place] = own.area;
    }
    if (lane < rows && is_gone && state == 0u) {
      removed[index] = 1u;
    }
    kept += counted(&removes, ROWS) - before_head;
    storageBarrier();
    workgroupBarrier();
  }
  if (lane == 0u) {
    kept_counts[window] = kept;
  }
}

fn block_box(row: u32) -> Box {
  return Box(block_corners[row], bitcast<f32>(block_sides[row].x));
}

// How many of the rows before `end` are not removed.
fn counted(removes: ptr<function, array<u32, WORDS>>, end: u32) -> u32 {
  var count = 0u;
  for (var word = 0u; word < WORDS; word++) {
    let rows = end - min(end, word * 32u);
    let below = select((1u << (rows & 31u)) - 1u, 0xffffffffu, rows >= 32u);
    count += countOneBits(~(*removes)[word] & below);
  }
  return count;
}
