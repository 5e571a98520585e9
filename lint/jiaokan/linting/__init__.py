"""Rules, and one document through them: findings, suppressions, fixes."""
