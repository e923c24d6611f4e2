/** What pages are made of: who looks, in which words, and what forms and small sheets have in common. */
@NullMarked
package eu.bilateral.dashboard.web.page;

import org.jspecify.annotations.NullMarked;
