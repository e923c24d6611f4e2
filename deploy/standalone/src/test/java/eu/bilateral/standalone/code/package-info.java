/** What the code and the build say of themselves, for tests of manifests and documents. */
@NullMarked
package eu.bilateral.standalone.code;

import org.jspecify.annotations.NullMarked;
