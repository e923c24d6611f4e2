package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Starts a service of a broken build: defines the replaced classes before anything else can load the shipped ones, so that
 * the class path, and with it the archive that makes the start quick, stays that of the shipped build.
 */
public final class Replacing {

    private Replacing() {}

    /** Arguments: the directory of the replaced classes, the service's main class, and what that is to be given. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var define =
                ClassLoader.class.getDeclaredMethod("defineClass", String.class, byte[].class, int.class, int.class);
        define.setAccessible(true);
        var classes = Path.of(arguments[0]);
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                define(define, classes, file);
            }
        }
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void define(Method define, Path classes, Path file)
            throws IOException, ReflectiveOperationException {
        var name = classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        var bytes = Files.readAllBytes(file);
        var unused = define.invoke(Replacing.class.getClassLoader(), name, bytes, 0, bytes.length);
    }
}
