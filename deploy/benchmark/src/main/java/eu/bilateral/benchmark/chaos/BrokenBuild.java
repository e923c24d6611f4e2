package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * A build that is broken on purpose, to see that the oracle notices: exact replacements in copies of source files, compiled
 * for this run only and put before the shipped classes. What is to be replaced must be there exactly once, so that a variant
 * cannot go stale without a word.
 *
 * <p>A variant is a file {@code src/broken/NAME.txt}: {@code file PATH}, then any number of blocks of {@code <<<<},
 * the old text, {@code ====}, the new text, {@code >>>>}; lines before the first are its description.
 */
final class BrokenBuild {

    private static final Pattern FILES = Pattern.compile("(?m)^file ");

    private BrokenBuild() {}

    private record Replacement(String old, String with) {}

    /** Compiles the variant against that class path into the directory and answers it. */
    static Path compile(Path root, String name, List<Path> jars, Path directory) throws IOException {
        var variant = root.resolve("deploy/benchmark/src/broken").resolve(name + ".txt");
        if (!Files.exists(variant)) {
            throw new IOException("There is no broken build " + name + "; there are: " + names(root));
        }
        var sources = Files.createDirectories(directory.resolve("sources"));
        var classes = Files.createDirectories(directory.resolve("classes"));
        var copies = new ArrayList<String>();
        for (var part : FILES.splitAsStream(Files.readString(variant, UTF_8)).toList()) {
            if (part.contains("<<<<")) {
                copies.add(replaced(root, name, part, sources).toString());
            }
        }
        compile(copies, jars, classes, name);
        return classes;
    }

    static List<String> names(Path root) throws IOException {
        try (var files = Files.list(root.resolve("deploy/benchmark/src/broken"))) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Path replaced(Path root, String name, String part, Path sources) throws IOException {
        var path = root.resolve(part.lines().findFirst().orElseThrow().strip());
        var text = Files.readString(path, UTF_8);
        for (var replacement : replacements(part)) {
            int at = text.indexOf(replacement.old());
            if (at < 0 || text.indexOf(replacement.old(), at + 1) >= 0) {
                throw new IOException("The broken build %s is out of date: in %s this is not there exactly once:\n%s"
                        .formatted(name, path, replacement.old()));
            }
            text = text.replace(replacement.old(), replacement.with());
        }
        var copy = sources.resolve(path.getFileName());
        Files.writeString(copy, text, UTF_8);
        return copy;
    }

    private static List<Replacement> replacements(String part) {
        var all = new ArrayList<Replacement>();
        var old = new ArrayList<String>();
        var with = new ArrayList<String>();
        List<String> into = null;
        for (var line : part.lines().toList()) {
            switch (line) {
                case "<<<<" -> into = old;
                case "====" -> into = with;
                case ">>>>" -> {
                    all.add(new Replacement(String.join("\n", old), String.join("\n", with)));
                    old.clear();
                    with.clear();
                    into = null;
                }
                default -> {
                    if (into != null) {
                        into.add(line);
                    }
                }
            }
        }
        return all;
    }

    private static void compile(List<String> sources, List<Path> jars, Path classes, String name) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, UTF_8);
        var options = List.of(
                "-proc:none",
                "-parameters",
                "--release",
                "21",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        boolean compiled = compiler.getTask(
                        said, files, null, options, null, files.getJavaFileObjects(sources.toArray(String[]::new)))
                .call();
        if (!compiled) {
            throw new IOException("The broken build " + name + " does not compile:\n" + said);
        }
    }
}
