/** The wire's rules for names, said so that a person can mend the name. Each function answers what is wrong, or null. */
const ROOM = /^[A-Za-z0-9._\-:@#]+$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

export const tidyName = (text) => text.normalize("NFC").trim();

/** People write spaces and a leading "#" for the room's sign. */
export const tidyRoom = (text) => text.trim().replace(/^#(?=.)/, "").replace(/\s+/g, "-");

export function faultOfName(name) {
  if (name === "") {
    return "Please choose a name.";
  }
  if ([...name].length > 64) {
    return "Please choose a name of at most 64 characters.";
  }
  return INVISIBLE.test(name) ? "This name has characters that nobody can see." : null;
}

export function faultOfRoom(room) {
  if (room === "") {
    return "Please write the name of a room.";
  }
  if (room.length > 128) {
    return "A room's name has at most 128 characters.";
  }
  return ROOM.test(room) ? null : "Letters a to z, digits and . _ - : @ # make a room's name.";
}
