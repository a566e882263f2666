/**
 * How what crosses nodes is written and read, and who is told what all nodes are told.
 *
 * <p>Each package that sends something to other nodes has a {@link confab.serialization.CborSerializer} with the names of its
 * shapes; what they are and who sends them is that package's own.
 */
@NullMarked
package confab.serialization;

import org.jspecify.annotations.NullMarked;
