package eu.bilateral.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of the body of an import: tells in the API's document what the list is made of, for its form says no more than "text". */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CsvList {

    /** Which columns it needs, which it may have and what stands in them, in whole sentences. */
    String columns();

    /** A list with every column there is, which would be taken where its refs are known. */
    String example();
}
