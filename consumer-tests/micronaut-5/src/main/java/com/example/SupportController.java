package com.example;

import dev.pointsman.model.Goal;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
class SupportController {
    private final SupportService support;

    SupportController(SupportService support) {
        this.support = support;
    }

    @Get(uri = "/ask", produces = "text/plain")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String ask(@QueryValue String question) {
        return support.answer(question, Goal.SPEED).value();
    }
}
