package dev.pointsman.micronaut;

import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.processor.ExecutableMethodProcessor;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Registry of the routed methods' signatures; checks every routed method when the application starts. */
@Singleton
final class RoutedMethods implements ExecutableMethodProcessor<Routed> {
    private final BeanProvider<ModelRouter> router;
    private final Map<ExecutableMethod<?, ?>, RoutedMethod> known = new ConcurrentHashMap<>();

    RoutedMethods(BeanProvider<ModelRouter> router) {
        this.router = router;
    }

    RoutedMethod of(ExecutableMethod<?, ?> method) {
        return known.computeIfAbsent(method, RoutedMethod::of);
    }

    // Raw, as the type parameters of this method differ between the lines of Micronaut.
    @Override
    @SuppressWarnings("rawtypes")
    public void process(BeanDefinition beanDefinition, ExecutableMethod method) {
        of(method);
        if (!router.isPresent()) {
            throw RoutedMethod.refuse(method, "no router", "pointsman.models and pointsman.pools configured");
        }
        check(
                method,
                "pool",
                router.get().operations().pools().stream().map(Pool::name).toList());
        check(method, "goal", router.get().operations().goals());
    }

    private static void check(ExecutableMethod<?, ?> method, String member, Collection<String> known) {
        @Nullable String name = RoutedMethod.text(method, member);
        if (name != null && !known.contains(name)) {
            throw RoutedMethod.refuse(
                    method, member + " " + name, "one of: " + String.join(", ", new TreeSet<>(known)));
        }
    }
}
