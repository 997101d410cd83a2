"""What officers use: signing in, uploading, checking, publishing. Plain forms, which work without JavaScript.

Nothing of it is reached through Dash or the API, and no answer of it is ever kept by a browser or by us.
"""
