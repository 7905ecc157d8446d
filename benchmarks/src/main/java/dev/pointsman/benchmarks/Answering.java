package dev.pointsman.benchmarks;

import dev.pointsman.micronaut.Routed;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/** Methods that do nothing, routed and not. */
@Singleton
class Answering {

    @Routed
    String routed(String question) {
        return question;
    }

    @Routed
    Mono<String> routedMono(String question) {
        return Mono.just(question);
    }

    String plain(String question) {
        return question;
    }

    Mono<String> plainMono(String question) {
        return Mono.just(question);
    }
}
