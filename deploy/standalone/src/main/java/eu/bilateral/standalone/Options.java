package eu.bilateral.standalone;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param metrics the first of four ports on which the services show their figures; absent where none of them does
 */
record Options(boolean demo, int port, Path data, @Nullable Integer metrics) {

    static final String USAGE = "Usage: deploy/up [--demo] [--port N] [--data DIR] [--metrics N]";

    private static final int DEFAULT_PORT = 8080;

    /** Reads the arguments; a {@link CannotStart} for those that make no sense. */
    static Options from(String... arguments) {
        var demo = false;
        var port = DEFAULT_PORT;
        Path data = null;
        Integer metrics = null;
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            var name = rest.next();
            switch (name) {
                case "--demo" -> demo = true;
                case "--port" -> port = port(value(name, rest));
                case "--data" -> data = Path.of(value(name, rest));
                case "--metrics" -> metrics = port(value(name, rest));
                default -> throw new CannotStart("Unknown argument %s. %s".formatted(name, USAGE));
            }
        }
        return new Options(demo, port, data != null ? data : Path.of("data", demo ? "demo" : ""), metrics);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart("%s needs a value. %s".formatted(name, USAGE));
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number that is no port.
        }
        throw new CannotStart("%s is no port: give a number from 1 to 65535".formatted(text));
    }

    /** Where the browser finds it; also the issuer of its tokens. */
    String address() {
        return "http://localhost:" + port;
    }
}
