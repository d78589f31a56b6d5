"""Hallway: a network, a plan and a program list for applicants to US residency."""
