package eu.bilateral.kernel.testing;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import eu.bilateral.kernel.delivery.BrokerAccess;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The walls of the house, the same for all services: who may import whom, what is public, what names say. Each service
 * applies them in three lines: {@code HouseRules.of("eu.bilateral.meeting", Room.values()).check()}.
 */
public final class HouseRules {

    private static final String[] PURE = {
        "java..", "org.jspecify..", "com.google.errorprone.annotations..",
        "eu.bilateral.kernel.id..", "eu.bilateral.kernel.event..", "eu.bilateral.kernel.command.."
    };
    private static final Set<String> EMPTY_WORDS = Set.of(
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Common",
            "Base",
            "Data",
            "Info",
            "Processor",
            "Impl",
            "Dto",
            "DTO",
            "Entity",
            "Repository");

    /** The rooms that a service can have; one that would be empty is not built. */
    public enum Room {
        DOMAIN,
        APPLICATION,
        WEB,
        MESSAGING,
        PERSISTENCE;

        String in(String service) {
            return named(service) + "..";
        }

        private String named(String service) {
            return service + "." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final String service;
    private final List<Room> rooms;
    private final Map<Room, String> shared;
    private final JavaClasses classes;

    private HouseRules(String service, List<Room> rooms, Map<Room, String> shared, JavaClasses classes) {
        this.service = service;
        this.rooms = rooms;
        this.shared = Map.copyOf(shared);
        this.classes = classes;
    }

    /** The rules for the service of that package, which has those rooms. */
    public static HouseRules of(String service, Room... rooms) {
        return of(
                service,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(service),
                rooms);
    }

    static HouseRules of(String service, JavaClasses classes, Room... rooms) {
        return new HouseRules(service, List.of(rooms), Map.of(), classes);
    }

    /**
     * The same, where that room of adapters is divided into packages: the one of that name is what the others are made of, so
     * it alone may have public types; none of the others knows another.
     */
    public HouseRules dividing(Room room, String into) {
        var also = new EnumMap<Room, String>(Room.class);
        also.putAll(shared);
        also.put(room, room.named(service) + "." + into + "..");
        return new HouseRules(service, rooms, also, classes);
    }

    /** Fails with every wall that is broken, or when the rules see no class to hold. */
    public void check() {
        assertThat(violations()).isEmpty();
    }

    List<String> violations() {
        assertThat(classes).as("classes of %s", service).isNotEmpty();
        var found = new ArrayList<String>();
        for (var rule : rules()) {
            EvaluationResult result = rule.allowEmptyShould(false).evaluate(classes);
            if (result.hasViolation()) {
                found.add(result.getFailureReport().toString());
            }
        }
        return found;
    }

    private List<ArchRule> rules() {
        var rules = new ArrayList<ArchRule>();
        rules.add(layers());
        if (rooms.contains(Room.DOMAIN)) {
            rules.add(classes()
                    .that()
                    .resideInAPackage(Room.DOMAIN.in(service))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(and(PURE, Room.DOMAIN.in(service))))
                    .because("rules need no framework, and time is an argument"));
            rules.add(noClasses()
                    .that()
                    .resideInAPackage(Room.DOMAIN.in(service))
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(java.time.Clock.class)
                    .because("time is an argument in the domain"));
        }
        if (rooms.contains(Room.APPLICATION)) {
            rules.add(classes()
                    .that()
                    .resideInAPackage(Room.APPLICATION.in(service))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(and(
                            PURE,
                            Room.DOMAIN.in(service),
                            Room.APPLICATION.in(service),
                            "eu.bilateral.kernel.csv..",
                            "org.springframework.stereotype..")))
                    .because("a use case knows the domain and the clock, no adapter and no technology"));
        }
        rooms.stream()
                .filter(room -> room == Room.WEB || room == Room.MESSAGING || room == Room.PERSISTENCE)
                .forEach(room -> {
                    var blocks = shared.get(room);
                    if (blocks == null) {
                        rules.add(classes()
                                .that()
                                .resideInAPackage(room.in(service))
                                .and()
                                .areTopLevelClasses()
                                .should()
                                .notHaveModifier(PUBLIC)
                                .because("only domain and application have public types"));
                    } else {
                        rules.addAll(parts(room, blocks));
                    }
                });
        rules.add(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("ServiceApplication")
                .should()
                .callMethodWhere(readsTheSystemClock())
                .because("the clock is a bean"));
        rules.add(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.clients.producer..",
                        "org.springframework.cloud.stream.function..",
                        "org.springframework.kafka.core..")
                .because("nothing is published but from the outbox"));
        rules.add(noClasses()
                .that(doNotAsk(BrokerAccess.class))
                .should()
                .callCodeUnitWhere(makesAKafkaClient())
                .because("a client without the credentials reaches open brokers alone"));
        rules.add(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..dto..")
                .because("such a name says nothing"));
        rules.add(noClasses().should(Naming.endWithOneOf(EMPTY_WORDS)).because("such a name says nothing"));
        return rules;
    }

    private List<ArchRule> parts(Room room, String blocks) {
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(room.in(service))
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should()
                        .resideOutsideOfPackage(room.named(service))
                        .because("everything in a divided room belongs to a part of it"),
                classes()
                        .that()
                        .resideInAPackage(room.in(service))
                        .and()
                        .resideOutsideOfPackage(blocks)
                        .and()
                        .areTopLevelClasses()
                        .should()
                        .notHaveModifier(PUBLIC)
                        .because("of a divided room only what its parts are made of is public"),
                slices().matching(room.named(service) + ".(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(alwaysTrue(), resideInAPackage(blocks))
                        .because("the parts of a room know what they are made of, and never each other"),
                noClasses()
                        .that()
                        .resideInAPackage(blocks)
                        .should()
                        .beMetaAnnotatedWith("org.springframework.stereotype.Component")
                        .because("what is public is handed about, and answers no request"));
    }

    private ArchRule layers() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var room : rooms) {
            layers = layers.layer(room.name()).definedBy(room.in(service));
        }
        for (var room : rooms) {
            layers = switch (room) {
                case DOMAIN -> layers;
                case APPLICATION -> {
                    var adapters = rooms.stream()
                            .filter(other -> other.compareTo(Room.APPLICATION) > 0)
                            .map(Enum::name)
                            .toArray(String[]::new);
                    yield layers.whereLayer(room.name()).mayOnlyBeAccessedByLayers(adapters);
                }
                case WEB, MESSAGING, PERSISTENCE ->
                    layers.whereLayer(room.name()).mayNotBeAccessedByAnyLayer();
            };
        }
        return layers.because("adapters look inwards and never at each other");
    }

    private static DescribedPredicate<JavaClass> doNotAsk(Class<?> other) {
        return DescribedPredicate.describe(
                "do not ask " + other.getSimpleName(),
                one -> one.getDirectDependenciesFromSelf().stream()
                        .noneMatch(dependency -> dependency.getTargetClass().isEquivalentTo(other)));
    }

    private static DescribedPredicate<JavaCall<?>> makesAKafkaClient() {
        return DescribedPredicate.describe("make a Kafka client", call -> {
            var target = call.getTarget();
            return (target.getName().equals("<init>") && target.getOwner().isAssignableTo(Consumer.class))
                    || (target.getName().equals("create") && target.getOwner().isAssignableTo(Admin.class));
        });
    }

    private static DescribedPredicate<JavaCall<?>> readsTheSystemClock() {
        return new DescribedPredicate<>("read the system clock") {
            @Override
            public boolean test(JavaCall<?> call) {
                var target = call.getTarget();
                boolean noClockGiven = target.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
                return (target.getOwner().getPackageName().equals("java.time")
                                && target.getName().equals("now")
                                && noClockGiven)
                        || (target.getOwner().isEquivalentTo(java.time.Clock.class)
                                && target.getName().startsWith("system"))
                        || (target.getOwner().isEquivalentTo(System.class)
                                && target.getName().equals("currentTimeMillis"));
            }
        };
    }

    private static String[] and(String[] some, String... more) {
        var all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
