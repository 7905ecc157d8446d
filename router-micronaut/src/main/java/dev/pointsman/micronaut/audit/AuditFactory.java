package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.event.BoundedWorker;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.inject.BeanDefinition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what writes down every call, if anybody wants it. */
@Factory
final class AuditFactory {
    private static final int CAPACITY = 10_000;

    @Singleton
    @Bean(preDestroy = "close")
    AuditTrail trail(BeanContext beans, BeanProvider<ProviderSettings> providers, @Nullable AuditSettings settings) {
        List<BoundedWorker<AuditRecord>> sinks = new ArrayList<>();
        if (settings != null && settings.enabled()) {
            sinks.add(new BoundedWorker<>("audit-log", CAPACITY, new AuditLog()::accept));
        }
        for (BeanDefinition<AuditSink> sink : beans.getBeanDefinitions(AuditSink.class)) {
            // Made with the first record: a sink that needs the router can't be made before it.
            Supplier<AuditSink> made = SupplierUtil.memoized(() -> beans.getBean(sink));
            String name = "audit-" + sink.getBeanType().getSimpleName();
            sinks.add(new BoundedWorker<>(name, CAPACITY, call -> made.get().accept(call)));
        }
        if (sinks.isEmpty()) {
            throw new DisabledBeanException("nobody wants to know of every call");
        }
        return new AuditTrail(new AuditMapper(new KeyAliases(providers)), sinks);
    }
}
