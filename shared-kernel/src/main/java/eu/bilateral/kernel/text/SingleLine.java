package eu.bilateral.kernel.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A field that is shown in one line, such as a name: its text must be one ({@link Text#isLine}), but for the
 * space around it; absent is fine. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SingleLine.Check.class)
public @interface SingleLine {

    String message() default "must be one line that can be seen, without invisible characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at the text. */
    final class Check implements ConstraintValidator<SingleLine, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || Text.isLine(text.toString().strip());
        }
    }
}
