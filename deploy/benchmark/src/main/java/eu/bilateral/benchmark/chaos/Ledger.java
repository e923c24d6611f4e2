package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that was asked for and answered, in memory and line by line in a file that is kept as the raw result. */
final class Ledger implements AutoCloseable {

    private final List<Deed> deeds = new ArrayList<>();
    private final PrintWriter file;

    Ledger(Path file) throws IOException {
        this.file = new PrintWriter(Files.newBufferedWriter(file, UTF_8), true);
    }

    synchronized void note(Deed deed) {
        deeds.add(deed);
        file.println(deed.toJson());
    }

    synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    synchronized long count(Deed.Answer answer) {
        return deeds.stream().filter(deed -> deed.answer() == answer).count();
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
