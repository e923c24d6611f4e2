package eu.bilateral.kernel.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;

/** What names of classes must not be. */
final class Naming {

    private Naming() {}

    static ArchCondition<JavaClass> endWithOneOf(Collection<String> words) {
        return new ArchCondition<>("have a name that ends with one of " + words) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = type.getSimpleName();
                boolean empty =
                        words.stream().anyMatch(name::endsWith) || (name.endsWith("Service") && !type.isInterface());
                events.add(
                        new SimpleConditionEvent(type, empty, type.getName() + " ends with a word that says nothing"));
            }
        };
    }
}
