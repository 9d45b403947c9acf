// Shared by the kernels of pad; appended after them.
// Axes that the tensors have, of the eight there is room for.
const AXES = 8u;
// 0: one value. 1: the nearest element. 2: the reflection.
const MODE = 0u;

// Axis 0 is the innermost one. size_*: the input's side, out_*: the output's.
struct Params {
  // Of elements or of whatever an invocation makes at a time.
  count: u32,
  value: f32,
  size_0: u32,
  size_1: u32,
  size_2: u32,
  size_3: u32,
  size_4: u32,
  size_5: u32,
  size_6: u32,
  size_7: u32,
  out_0: u32,
  out_1: u32,
  out_2: u32,
  out_3: u32,
  out_4: u32,
  out_5: u32,
  out_6: u32,
  out_7: u32,
  before_0: u32,
  before_1: u32,
  before_2: u32,
  before_3: u32,
  before_4: u32,
  before_5: u32,
  before_6: u32,
  before_7: u32,
}

struct Place {
  // What is left of the index for the outer axes.
  rest: u32,
  // Of the input, and the elements to skip there for a step along this axis.
  at: u32,
  step: u32,
  inside: bool,
}

// Along one axis; outside of the input only where one value stands for it.
fn source_of(place: u32, size: u32, before: u32) -> i32 {
  let last = i32(size) - 1;
  let source = i32(place) - i32(before);
  if (MODE == 0u) {
    return source;
  }
  if (MODE == 2u) {
    return last - abs(last - abs(source));
  }
  return clamp(source, 0, last);
}

fn along(place: Place, size: u32, out_size: u32, before: u32) -> Place {
  let source = source_of(place.rest % out_size, size, before);
  // Before the input wraps to a huge u32, so one test does both.
  let inside = place.inside && u32(source) < size;
  return Place(
    place.rest / out_size,
    select(place.at, place.at + u32(source) * place.step, inside),
    place.step * size,
    inside,
  );
}

// Where an element of the output comes from.
fn place_of(index: u32) -> Place {
  var place = Place(index, 0u, 1u, true);
  if (AXES > 0u) {
    place = along(place, params.size_0, params.out_0, params.before_0);
  }
  return beyond_first(place);
}

// The rest of the index belongs to the axes from the second on.
fn beyond_first(inner: Place) -> Place {
  var place = inner;
  if (AXES > 1u) {
    place = along(place, params.size_1, params.out_1, params.before_1);
  }
  if (AXES > 2u) {
    place = along(place, params.size_2, params.out_2, params.before_2);
  }
  if (AXES > 3u) {
    place = along(place, params.size_3, params.out_3, params.before_3);
  }
  if (AXES > 4u) {
    place = along(place, params.size_4, params.out_4, params.before_4);
  }
  if (AXES > 5u) {
    place = along(place, params.size_5, params.out_5, params.before_5);
  }
  if (AXES > 6u) {
    place = along(place, params.size_6, params.out_6, params.before_6);
  }
  if (AXES > 7u) {
    place = along(place, params.size_7, params.out_7, params.before_7);
  }
  return place;
}
