"""RuleSet, and one document through them: findings, suppressions, fixes."""
