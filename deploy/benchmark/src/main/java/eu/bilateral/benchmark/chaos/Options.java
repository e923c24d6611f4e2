package eu.bilateral.benchmark.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run is asked for.
 *
 * @param root the project's directory
 * @param load how long writes go on
 * @param rate writes a second
 * @param every how far apart faults are, on average
 * @param broken the builds that are broken on purpose, by service; none for what is shipped
 * @param only the kinds of faults to use
 * @param instances how many there are of each service
 */
record Options(
        Path root,
        Duration load,
        long seed,
        int rate,
        Duration every,
        Map<Service, String> broken,
        List<FaultKind> only,
        int instances) {

    static final String USAGE =
            "Usage: deploy/chaos [--minutes N] [--seconds N] [--seed S] [--rate R] [--every SECONDS] "
                    + "[--broken NAME[@SERVICE],...] [--only FAULT,...] [--instances N]";

    static Options parse(Path root, List<String> arguments) {
        var load = Duration.ofMinutes(5);
        long seed = Instant.now().toEpochMilli();
        int rate = 100;
        var every = Duration.ofSeconds(6);
        Map<Service, String> broken = Map.of();
        var only = FaultKind.all();
        int instances = 1;
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
                case "--broken" -> broken = broken(value);
                case "--only" ->
                    only = Pattern.compile(",")
                            .splitAsStream(value)
                            .map(FaultKind::named)
                            .toList();
                case "--instances" -> instances = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("There is no option " + name + ". " + USAGE);
            }
        }
        return new Options(root, load, seed, rate, every, broken, only, instances);
    }

    /** Each name for the service behind it, or for all of them. */
    static Map<Service, String> broken(String names) {
        var broken = new EnumMap<Service, String>(Service.class);
        Pattern.compile(",").splitAsStream(names).forEach(one -> {
            int at = one.indexOf('@');
            for (var service : Service.values()) {
                if (at < 0 || one.substring(at + 1).equals(service.wireName())) {
                    broken.put(service, at < 0 ? one : one.substring(0, at));
                }
            }
        });
        return broken;
    }

    /** Whether it is over before the processes would run at their best. */
    boolean isBrief() {
        return load.compareTo(Duration.ofMinutes(5)) < 0;
    }

    /** The build as it is printed. */
    String build() {
        if (broken.isEmpty()) {
            return "as shipped";
        }
        return broken.entrySet().stream()
                .map(one -> one.getValue() + "@" + one.getKey().wireName())
                .collect(Collectors.joining(","));
    }
}
