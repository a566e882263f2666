/** The cast of the tests that play on real nodes: nodes as processes of their own, and clients on real sockets. */
@NullMarked
package confab.scene;

import org.jspecify.annotations.NullMarked;
