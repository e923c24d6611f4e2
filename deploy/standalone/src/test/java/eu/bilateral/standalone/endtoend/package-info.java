/**
 * The whole of Bilateral as its users meet it, a process of its own that ends by {@code kill -9}: {@code driver} knows
 * how to use it, and the packages beside it, which know only that one, test it by subject.
 */
@NullMarked
package eu.bilateral.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
