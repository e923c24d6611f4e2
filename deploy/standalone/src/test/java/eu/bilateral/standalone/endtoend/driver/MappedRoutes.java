package eu.bilateral.standalone.endtoend.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Lets every service of a standalone that runs on the tests' class path write down what it answers, where the test that
 * started it has asked for it. Named in {@code META-INF/spring.factories}.
 */
final class MappedRoutes implements ApplicationListener<ApplicationReadyEvent> {

    /** The system property that names a directory for the files. */
    static final String ASKED_FOR = "bilateral.routes";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var directory = System.getProperty(ASKED_FOR);
        if (directory != null) {
            var context = ready.getApplicationContext();
            var routes = new TreeSet<String>();
            context.getBeansOfType(RequestMappingHandlerMapping.class)
                    .values()
                    .forEach(mapping -> mapping.getHandlerMethods()
                            .keySet()
                            .forEach(route -> said(route).forEach(routes::add)));
            write(Path.of(directory), context.getEnvironment().getProperty("spring.application.name", ""), routes);
        }
    }

    private static Stream<String> said(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods();
        var words = methods.isEmpty()
                ? Stream.of("ANY").toList()
                : methods.stream().map(RequestMethod::name).toList();
        return words.stream()
                .flatMap(method -> route.getPatternValues().stream().map(path -> method + " " + path));
    }

    private static void write(Path directory, String service, TreeSet<String> routes) {
        try {
            Files.write(Files.createDirectories(directory).resolve(service), routes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
