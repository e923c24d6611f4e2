#!/usr/bin/env bash
# Ready: the broker takes clients. It opens their port only once it belongs to the cluster.
exec 3<>/dev/tcp/127.0.0.1/9092
