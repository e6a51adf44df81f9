"""The engine on an Elasticsearch server: the same words, the same contract."""
