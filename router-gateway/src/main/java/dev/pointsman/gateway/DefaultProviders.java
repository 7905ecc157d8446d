package dev.pointsman.gateway;

import dev.pointsman.gateway.response.DemoMode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Default providers of a gateway whose configuration names none: those whose API key is set in the environment, else,
 * in demonstration mode, the embedded mock providers of an {@link EmbeddedDemo}. A gateway that has neither, or a wrong
 * setting, does not start.
 */
@ContextConfigurer
public final class DefaultProviders implements ApplicationContextConfigurer {

    /** Order of the default property source: below configuration files, environment variables and the command line. */
    private static final int BELOW_FILES = YamlPropertySourceLoader.DEFAULT_POSITION - 100;

    private static final String DEMO = GatewayKeys.DEMO;
    private static final Set<String> PRODUCTION = Set.of("prod", "production");

    /** Constructor for Micronaut, which loads the class by its service entry. */
    public DefaultProviders() {}

    @Override
    public void configure(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        SettingsCheck.check(environment); // before anything is read of it
        if (environment.containsProperties("pointsman.providers")) {
            return;
        }
        boolean openAi = isSet(environment, "OPENAI_API_KEY");
        boolean anthropic = isSet(environment, "ANTHROPIC_API_KEY");
        if (openAi && anthropic) {
            add(environment, "openai-and-anthropic.yml");
        } else if (openAi) {
            add(environment, "openai.yml");
        } else if (anthropic) {
            add(environment, "anthropic.yml");
        } else {
            EmbeddedDemo demo = requireDemo(environment);
            context.registerSingleton(new DemoMode());
            add(environment, "demo", new LinkedHashMap<>(demo.start(context)));
        }
    }

    /** Rejects embedded providers outside demonstration mode: canned texts must not be mistaken for a model's. */
    private static EmbeddedDemo requireDemo(Environment environment) {
        if (!environment.getProperty(DEMO, Boolean.class).orElse(false)) {
            throw new ConfigurationException(
                    "pointsman.providers: none (expected: providers, models and pools in a file"
                            + " that micronaut.config.files names, or OPENAI_API_KEY or ANTHROPIC_API_KEY in the environment, or "
                            + DEMO + ": true for a demonstration with canned answers)");
        }
        if (environment.getActiveNames().stream().anyMatch(PRODUCTION::contains)) {
            throw new ConfigurationException(DEMO + ": true in production (expected: pointsman.providers, or"
                    + " OPENAI_API_KEY or ANTHROPIC_API_KEY; the active environments are "
                    + String.join(", ", environment.getActiveNames()) + ")");
        }
        return ServiceLoader.load(EmbeddedDemo.class)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(DEMO + ": true without embedded providers on the class"
                        + " path (expected: the demonstration's own jar, which has them, or pointsman.providers)"));
    }

    private static boolean isSet(Environment environment, String key) {
        return environment
                .getProperty(key, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }

    private static void add(Environment environment, String resource) {
        try (InputStream in =
                Objects.requireNonNull(DefaultProviders.class.getResourceAsStream("/defaults/" + resource))) {
            add(environment, resource, new YamlPropertySourceLoader().read(resource, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Environment environment, String name, Map<String, Object> properties) {
        properties.keySet().removeIf(key -> isTheUsers(environment, key));
        environment.addPropertySource(PropertySource.of(name, properties, BELOW_FILES));
    }

    /**
     * Returns whether the user's configuration sets a key. A property source that is added at this point takes
     * precedence over all others, whatever its order, so it must not contain their keys. Models and pools are
     * overridden together.
     */
    private static boolean isTheUsers(Environment environment, String key) {
        boolean ownModels = environment.containsProperties("pointsman.models");
        return environment.containsProperties(key)
                || (ownModels && (key.startsWith("pointsman.models") || key.startsWith("pointsman.pools")));
    }
}
