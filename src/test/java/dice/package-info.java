/** What somebody who uses Confab adds to it, as the README shows it. */
@NullMarked
package dice;

import org.jspecify.annotations.NullMarked;
