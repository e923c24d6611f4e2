/** What the documents of the API and of the events say, held against what is answered and told. */
@NullMarked
package eu.bilateral.standalone.endtoend.document;

import org.jspecify.annotations.NullMarked;
