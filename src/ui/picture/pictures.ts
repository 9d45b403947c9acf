/** The free photographs that come with the page. */
export interface FreePicture {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  readonly url: string;
}

const at = (name: string, url: URL, title: string, licence: string) => ({
  id: name,
  title,
  licence,
  url: url.href,
});

export const freePictures: readonly FreePicture[] = [
  at(
    'chelsea',
    new URL('../../assets/pictures/chelsea.jpg', import.meta.url),
    'Chelsea',
    'Stéfan van der Walt, CC0, from scikit-image',
  ),
  at(
    'astronaut',
    new URL('../../assets/pictures/astronaut.jpg', import.meta.url),
    'Astronaut',
    'NASA, public domain, from scikit-image',
  ),
  at(
    'camera',
    new URL('../../assets/pictures/camera.jpg', import.meta.url),
    'Camera',
    'Lav Varshney, CC0, from scikit-image',
  ),
  at(
    'coffee',
    new URL('../../assets/pictures/coffee.jpg', import.meta.url),
    'Coffee',
    'Rachel Michetti, CC0, from scikit-image',
  ),
  at(
    'rocket',
    new URL('../../assets/pictures/rocket.jpg', import.meta.url),
    'Rocket',
    'SpaceX, public domain, from scikit-image',
  ),
];
