package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the test classes of the page on testing, and runs their tests. */
class TestingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "testing.md");
    private static final Pattern FILE =
            Pattern.compile("`src/test/java/(com/example/\\w+)\\.java`:\n\n```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyTestOfThePagePasses() throws Exception {
        List<MatchResult> files = FILE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(files).hasSize(2);
        for (MatchResult file : files) {
            compile(file.group(1) + ".java", file.group(2));
        }
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, TestingPageTest.class.getClassLoader());
        return files.stream().map(file -> file.group(1).replace('/', '.')).flatMap(name -> testsOf(loader, name));
    }

    private static Stream<DynamicTest> testsOf(ClassLoader loader, String name) {
        try {
            Class<?> type = loader.loadClass(name);
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(type, method)));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    private static void run(Class<?> type, Method test) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        invoke(test, instance);
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(AfterEach.class)) {
                invoke(method, instance);
            }
        }
    }

    private static void invoke(Method method, Object instance) throws Exception {
        method.setAccessible(true);
        method.invoke(instance);
    }

    private static void compile(String file, String source) throws IOException {
        Path written = folder.resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, source);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "--release",
                        "17",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        written.toString());
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }
}
