// Shared by the kernels of data movement; appended after them.
// Axes that the box has, of the eight there is room for.
const AXES = 8u;

// Axis 0 is the innermost one. in_*, out_*: elements to skip for a step along
// that axis, in the input and in the output.
struct Params {
  // Of elements or of whatever an invocation copies at a time.
  count: u32,
  in_at: u32,
  out_at: u32,
  size_0: u32,
  size_1: u32,
  size_2: u32,
  size_3: u32,
  size_4: u32,
  size_5: u32,
  size_6: u32,
  size_7: u32,
  in_0: u32,
  in_1: u32,
  in_2: u32,
  in_3: u32,
  in_4: u32,
  in_5: u32,
  in_6: u32,
  in_7: u32,
  out_0: u32,
  out_1: u32,
  out_2: u32,
  out_3: u32,
  out_4: u32,
  out_5: u32,
  out_6: u32,
  out_7: u32,
}

struct Place {
  // What is left of the index for the outer axes.
  rest: u32,
  in_at: u32,
  out_at: u32,
}

fn along(place: Place, size: u32, in_step: u32, out_step: u32) -> Place {
  let at = place.rest % size;
  return Place(
    place.rest / size,
    place.in_at + at * in_step,
    place.out_at + at * out_step,
  );
}

// Of an element of the box, counted in the order of its axes.
fn place_of(index: u32) -> Place {
  var place = Place(index, params.in_at, params.out_at);
  if (AXES > 0u) {
    place = along(place, params.size_0, params.in_0, params.out_0);
  }
  return beyond_first(place);
}

// The rest of the index belongs to the axes from the second on.
fn beyond_first(inner: Place) -> Place {
  var place = inner;
  if (AXES > 1u) {
    place = along(place, params.size_1, params.in_1, params.out_1);
  }
  return beyond_second(place);
}

fn beyond_second(inner: Place) -> Place {
  var place = inner;
  if (AXES > 2u) {
    place = along(place, params.size_2, params.in_2, params.out_2);
  }
  if (AXES > 3u) {
    place = along(place, params.size_3, params.in_3, params.out_3);
  }
  if (AXES > 4u) {
    place = along(place, params.size_4, params.in_4, params.out_4);
  }
  if (AXES > 5u) {
    place = along(place, params.size_5, params.in_5, params.out_5);
  }
  if (AXES > 6u) {
    place = along(place, params.size_6, params.in_6, params.out_6);
  }
  if (AXES > 7u) {
    place = along(place, params.size_7, params.in_7, params.out_7);
  }
  return place;
}
