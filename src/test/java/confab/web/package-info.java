/** The web client: its module under Node, and the page in a real browser against a real node. */
@NullMarked
package confab.web;

import org.jspecify.annotations.NullMarked;
