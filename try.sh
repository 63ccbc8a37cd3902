#!/bin/bash
cd /work/wt/lead; export JAVA_HOME=/usr/lib/jvm/temurin-25-jdk-amd64 PATH=/usr/lib/jvm/temurin-25-jdk-amd64/bin:$PATH
flock /work/wt/mvn.lock ./mvnw -o -q compile 2>&1 | grep -E "ERROR.*java|symbol:|location:|warning" | sort -u | head -${1:-40}
