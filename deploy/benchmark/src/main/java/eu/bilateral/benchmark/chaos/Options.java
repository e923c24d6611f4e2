package eu.bilateral.benchmark.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for.
 *
 * @param root the project's directory
 * @param load how long writes go on
 * @param rate writes a second
 * @param every how far apart faults are, on average
 * @param broken the name of a build that is broken on purpose; absent for the shipped one
 * @param only the one kind of fault to use; absent for all
 */
record Options(
        Path root,
        Duration load,
        long seed,
        int rate,
        Duration every,
        @Nullable String broken,
        @Nullable FaultKind only) {

    static final String USAGE =
            "Usage: deploy/chaos [--minutes N] [--seconds N] [--seed S] [--rate R] [--every SECONDS] [--broken NAME]"
                    + " [--only FAULT]";

    static Options parse(Path root, List<String> arguments) {
        var load = Duration.ofMinutes(5);
        long seed = Instant.now().toEpochMilli();
        int rate = 100;
        var every = Duration.ofSeconds(6);
        String broken = null;
        FaultKind only = null;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(USAGE);
            }
            var value = rest.next();
            switch (name) {
                case "--minutes" -> load = Duration.ofSeconds(Math.round(Double.parseDouble(value) * 60));
                case "--seconds" -> load = Duration.ofSeconds(Long.parseLong(value));
                case "--seed" -> seed = Long.parseLong(value);
                case "--rate" -> rate = Integer.parseInt(value);
                case "--every" -> every = Duration.ofSeconds(Long.parseLong(value));
                case "--broken" -> broken = value;
                case "--only" -> only = FaultKind.named(value);
                default -> throw new IllegalArgumentException("There is no option " + name + ". " + USAGE);
            }
        }
        return new Options(root, load, seed, rate, every, broken, only);
    }
}
