/** What tests of every service stand on: the real broker and a document store inside the test's process. */
@NullMarked
package eu.bilateral.kernel.testing;

import org.jspecify.annotations.NullMarked;
