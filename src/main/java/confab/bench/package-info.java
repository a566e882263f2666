/**
 * The load generator: a crowd of clients that talk to nodes as any client does, count every delivery and hold the server to its
 * promises.
 *
 * <p>{@link confab.bench.Bench} takes a {@link confab.bench.Plan} through its phases and gives a {@link confab.bench.Report}. Each
 * event loop is a {@link confab.bench.Lane} with {@link confab.bench.Client}s of its own; a {@link confab.bench.Room} posts from
 * one lane, its home. What is said and heard is a {@link confab.bench.ClientDialect}'s. Knows nothing of the server's code.
 */
@NullMarked
package confab.bench;

import org.jspecify.annotations.NullMarked;
