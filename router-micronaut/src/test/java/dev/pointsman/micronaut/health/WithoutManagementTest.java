package dev.pointsman.micronaut.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.router.ModelRouter;
import io.micronaut.management.endpoint.annotation.Endpoint;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that has nothing of Micronaut's management on its class path. */
class WithoutManagementTest {

    @Test
    void theRouterStartsAndHasNoEndpoint() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader bare = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(bare);
            assertThat(isThere(bare, Endpoint.class)).isFalse();
            Class<?> applications = Class.forName(Applications.class.getName(), true, bare);
            Object yaml = applications.getField("CHAT").get(null);
            try (AutoCloseable application = (AutoCloseable)
                    applications.getMethod("start", String.class).invoke(null, yaml)) {
                assertThat(has(application, bare, ModelRouter.class.getName())).isTrue();
                assertThat(has(application, bare, HealthSettings.class.getName()))
                        .isTrue();
                assertThat(has(application, bare, "dev.pointsman.micronaut.endpoint.TransitionHistory"))
                        .isFalse();
            }
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static boolean has(Object application, ClassLoader loader, String bean) throws Exception {
        return (boolean) application
                .getClass()
                .getMethod("containsBean", Class.class)
                .invoke(application, Class.forName(bean, false, loader));
    }

    private static boolean isThere(ClassLoader loader, Class<?> type) {
        return loader.getResource(type.getName().replace('.', '/') + ".class") != null;
    }

    private static URL[] jars() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("micronaut-management") && !entry.contains("micronaut-security")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}
