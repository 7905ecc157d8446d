package com.example;

import io.micronaut.runtime.Micronaut;

class SupportApplication {
    static void main(String[] args) {
        Micronaut.run(SupportApplication.class, args);
    }
}
