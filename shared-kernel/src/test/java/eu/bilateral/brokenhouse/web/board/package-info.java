/** A house that breaks every rule, so that the rules can be seen to stop something. */
@org.jspecify.annotations.NullMarked
package eu.bilateral.brokenhouse.web.board;
