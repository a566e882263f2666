/** The image's files at the top and in {@code src/main/jvm}: nothing compiles them, so these tests hold them against the rest. */
@NullMarked
package confab.image;

import org.jspecify.annotations.NullMarked;
