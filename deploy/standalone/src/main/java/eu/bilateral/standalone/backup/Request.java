package eu.bilateral.standalone.backup;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line: a backup file and the data directory that it is of, or for. */
record Request(Path file, Path data) {

    /** Reads the arguments; {@link Refused} with the usage for those that make no sense. */
    static Request from(String command, String... arguments) {
        var usage = "Usage: deploy/%s FILE [--data DIR|--demo]".formatted(command);
        Path data = null;
        Path file = null;
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.equals("--demo")) {
                data = once(data, Path.of("data", "demo"), usage);
            } else if (argument.equals("--data")) {
                if (!rest.hasNext()) {
                    throw new Refused("--data needs a value. " + usage);
                }
                data = once(data, Path.of(rest.next()), usage);
            } else if (argument.startsWith("-")) {
                throw new Refused("Unknown argument %s. %s".formatted(argument, usage));
            } else {
                file = once(file, Path.of(argument), usage);
            }
        }
        if (file == null) {
            throw new Refused(usage);
        }
        return new Request(whole(file), whole(data == null ? Path.of("data") : data));
    }

    private static Path once(@Nullable Path before, Path now, String usage) {
        if (before != null) {
            throw new Refused(usage);
        }
        return now;
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
