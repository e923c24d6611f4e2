/** The whole of Bilateral as its users meet it: a process of its own, its API, its pages, its end by {@code kill -9}. */
@NullMarked
package eu.bilateral.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
