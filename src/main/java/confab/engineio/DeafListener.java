package confab.engineio;

import confab.protocol.Frame;

/** Of a WebSocket that is closed, or about to be: what it tells is for nobody. */
enum DeafListener implements WebSocket.Listener {
    DEAF;

    @Override
    public void onFrame(Frame frame) {}

    @Override
    public void onWritable() {}

    @Override
    public void onClosed() {}
}
