package eu.bilateral.standalone;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was asked for on the command line.
 *
 * @param metricsPorts on which the services show their figures, the door's first; none where none of them does
 */
record Options(boolean demo, int port, Path data, List<Integer> metricsPorts) {

    static final String USAGE = "Usage: deploy/up [--demo] [--port N] [--data DIR] [--metrics N]";

    private static final int DEFAULT_PORT = 8080;
    private static final int LAST_PORT = 65_535;
    /** The door and the three services behind it. */
    private static final int FIGURES = 4;

    /** Reads the arguments; a {@link CannotStart} for those that make no sense. */
    static Options from(String... arguments) {
        var demo = false;
        var port = DEFAULT_PORT;
        Path data = null;
        List<Integer> metricsPorts = List.of();
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            var name = rest.next();
            switch (name) {
                case "--demo" -> demo = true;
                case "--port" -> port = port(value(name, rest));
                case "--data" -> data = Path.of(value(name, rest));
                case "--metrics" -> metricsPorts = metricsPorts(value(name, rest));
                default -> throw new CannotStart("Unknown argument %s. %s".formatted(name, USAGE));
            }
        }
        if (metricsPorts.contains(port)) {
            throw new CannotStart("Port %d cannot be both for the browser and for figures: --metrics takes %d to %d"
                    .formatted(port, metricsPorts.getFirst(), metricsPorts.getLast()));
        }
        return new Options(demo, port, data != null ? data : Path.of("data", demo ? "demo" : ""), metricsPorts);
    }

    private static List<Integer> metricsPorts(String text) {
        int first = port(text);
        int last = first + FIGURES - 1;
        if (last > LAST_PORT) {
            throw new CannotStart("--metrics takes %d ports from its number on: give one up to %d"
                    .formatted(FIGURES, LAST_PORT - FIGURES + 1));
        }
        return IntStream.rangeClosed(first, last).boxed().toList();
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
            if (port >= 1 && port <= LAST_PORT) {
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
