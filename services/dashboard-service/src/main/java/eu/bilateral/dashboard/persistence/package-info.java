/** The read models in MongoDB. */
@NullMarked
package eu.bilateral.dashboard.persistence;

import org.jspecify.annotations.NullMarked;
