/** The pages as people use them, in a browser. */
@NullMarked
package eu.bilateral.standalone.endtoend.page;

import org.jspecify.annotations.NullMarked;
