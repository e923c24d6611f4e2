/** The manners of the HTTP API: problems, paging, versions, repeated requests. */
@NullMarked
package eu.bilateral.kernel.web;

import org.jspecify.annotations.NullMarked;
